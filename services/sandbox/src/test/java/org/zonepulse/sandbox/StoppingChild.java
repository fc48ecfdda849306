package org.zonepulse.sandbox;

/** Works until it is asked to stop, and then tells so. */
public final class StoppingChild {

    private StoppingChild() {}

    public static void main(String[] arguments) {
        try (StopRequest request = new StopRequest()) {
            System.out.println("at work");
            while (!request.isMade()) {
                Thread.onSpinWait();
            }
            System.out.println("stopped, all told");
        }
    }
}
