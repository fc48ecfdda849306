package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a registry and leaves it running until it is killed itself; says {@code registry} and its process id. There
 * is no broker: the registry waits for it, which is all that these tests want of it. Public for ParentGuard, which calls
 * it.
 */
public final class RegistryOwner {

    private RegistryOwner() {}

    /** Arguments: the data folder, the port base. */
    public static void main(String[] args) throws Exception {
        Ports ports = new Ports(Integer.parseInt(args[1]));
        try (DataFolder data = DataFolder.open(Path.of(args[0]));
                RegistryProcess registry = RegistryProcess.start(
                        new RegistryProcess.Settings(Installation.in(Path.of("target")), data, ports, false))) {
            System.out.println("registry " + registry.pid());
            new CountDownLatch(1).await();
        }
    }
}
