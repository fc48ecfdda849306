package org.zonepulse.feed;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;

class PublicationDecoderTest {

    private final PublicationDecoder decoder =
            new PublicationDecoder(SchemaRegistry.open(Map.of("schema.registry.url", "mock://decoder")));

    /** One that has just been started answers so, before it has read what it once stored. */
    @Test
    void shouldWaitForARegistryThatDoesNotKnowTheSchemaYet() {
        // Given
        byte[] ofSchema77 = {0, 0, 0, 0, 77, 1};

        // When, Then
        assertThatThrownBy(() -> decoder.value(ofSchema77))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("77");
    }

    @Test
    void shouldFailOnWhatIsNoRecord() {
        // Given
        byte[] noRecord = {1, 2, 3, 4, 5, 6};

        // When, Then
        assertThatThrownBy(() -> decoder.value(noRecord)).isInstanceOf(IllegalStateException.class);
    }
}
