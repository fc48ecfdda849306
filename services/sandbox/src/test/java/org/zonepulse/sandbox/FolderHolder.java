package org.zonepulse.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Holds a data folder until it is killed. Says {@code held}, or what it was refused for. Public for ParentGuard, which calls it. */
public final class FolderHolder {

    private FolderHolder() {}

    public static void main(String[] args) throws InterruptedException {
        try (DataFolder _ = DataFolder.open(Path.of(args[0]))) {
            System.out.println("held");
            new CountDownLatch(1).await();
        } catch (Refusal e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
