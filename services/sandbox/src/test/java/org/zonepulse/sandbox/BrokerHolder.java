package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a broker until it is killed; says {@code serves}. Public for ParentGuard, which calls it. */
public final class BrokerHolder {

    private BrokerHolder() {}

    /** Arguments: the log folder, the port base. */
    public static void main(String[] args) throws Exception {
        Ports ports = new Ports(Integer.parseInt(args[1]));
        try (EmbeddedBroker _ = EmbeddedBroker.start(
                Path.of(args[0]), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER))) {
            System.out.println("serves");
            new CountDownLatch(1).await();
        }
    }
}
