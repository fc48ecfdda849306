package org.zonepulse.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRefusedException;
import org.zonepulse.avrocodec.UnregisteredSchemaException;

class RegistryPatienceTest {

    /** Neither says anything about the record that is to be written. */
    @Test
    void shouldWaitWithWritingForARegistryAndForASchemaThatSomebodyHasToRegister() {
        // Given
        AtomicInteger attempts = new AtomicInteger();

        // When
        String written = RegistryPatience.write(() -> switch (attempts.incrementAndGet()) {
            case 1 -> throw new RegistryUnavailableException("connection refused", null);
            case 2 -> throw new UnregisteredSchemaException("not registered");
            default -> "written";
        });

        // Then
        assertThat(written).isEqualTo("written");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void shouldNotWaitForASchemaThatIsRefused() {
        assertThatThrownBy(() -> RegistryPatience.write(() -> {
                    throw new SchemaRefusedException("incompatible");
                }))
                .hasMessage("incompatible");
    }
}
