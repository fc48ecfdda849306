package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopRequestTest {

    /** SIGTERM, for which the JVM's own status would be 143. */
    @Test
    void shouldLetWorkEndInOrderAndTellThatItWasInterrupted() throws Exception {
        try (ChildJvm child = ChildJvm.start(StoppingChild.class)) {
            // Given
            child.await("at work");

            // When
            int status = child.terminate();

            // Then
            child.await("stopped, all told");
            assertThat(status).isEqualTo(ExitStatus.INTERRUPTED);
        }
    }
}
