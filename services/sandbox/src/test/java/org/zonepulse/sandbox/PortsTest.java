package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final Pattern PROPOSAL = Pattern.compile("--port-base (\\d+)");

    @ParameterizedTest
    @EnumSource(Ports.Use.class)
    void shouldNameATakenPortWithItsUseAndProposeAFreeBase(Ports.Use use) throws IOException {
        // Given
        Ports ports = Ports.anywhere();
        try (ServerSocket _ = listenOn(ports.of(use))) {

            // When
            Refusal refusal = Assertions.catchThrowableOfType(Refusal.class, ports::requireFree);

            // Then
            assertThat(refusal).hasMessageContaining(ports.of(use) + " (" + use.label() + ")");
            Matcher proposal = PROPOSAL.matcher(refusal.getMessage());
            assertThat(proposal.find()).isTrue();
            Ports proposed = new Ports(Integer.parseInt(proposal.group(1)));
            assertThatCode(proposed::requireFree).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldNameEveryTakenPort() throws IOException {
        // Given
        Ports ports = Ports.anywhere();
        try (ServerSocket _ = listenOn(ports.of(Ports.Use.KPI_FEED));
                ServerSocket _ = listenOn(ports.of(Ports.Use.BROKER))) {

            // When, Then
            assertThatThrownBy(ports::requireFree)
                    .hasMessageContaining(
                            "%d (kpi-feed), %d (broker).", ports.of(Ports.Use.KPI_FEED), ports.of(Ports.Use.BROKER));
        }
    }

    @Test
    void shouldSeeAPortThatIsTakenOnAllAddresses() throws IOException {
        // Given
        Ports ports = Ports.anywhere();
        try (ServerSocket _ = new ServerSocket(ports.of(Ports.Use.BROKER))) {

            // When, Then
            assertThatThrownBy(ports::requireFree).hasMessageContaining("(broker)");
        }
    }

    @Test
    void shouldProposeALowerBaseWhereNoneIsLeftAbove() throws IOException {
        // Given
        Ports highest = new Ports(65_535 - Ports.Use.values().length + 1);
        try (ServerSocket _ = listenOn(highest.of(Ports.Use.LOAN_SERVICE))) {

            // When
            Refusal refusal = Assertions.catchThrowableOfType(Refusal.class, highest::requireFree);

            // Then
            Matcher proposal = PROPOSAL.matcher(refusal.getMessage());
            assertThat(proposal.find()).isTrue();
            assertThatCode(() -> new Ports(Integer.parseInt(proposal.group(1))).requireFree())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1023, 65_526, 65_536, Integer.MAX_VALUE})
    void shouldRefuseABaseOutOfRange(int base) {
        // When, Then
        assertThatThrownBy(() -> new Ports(base))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--port-base %d is out of range: it can be from 1024 to 65525", base);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 65_525})
    void shouldTakeTheFirstAndTheLastBase(int base) {
        // When
        Ports ports = new Ports(base);

        // Then
        assertThat(Arrays.stream(Ports.Use.values()).map(ports::of))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= base && port < base + Ports.Use.values().length);
    }

    private static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
    }
}
