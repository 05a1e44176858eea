package io.tresen.local.sandbox;

import io.tresen.local.VerticleProcess;

/** The sandbox's process; configured by {@code tresen.sandbox.*} system properties. */
public final class SandboxMain {

    private SandboxMain() {}

    public static void main(String[] args) {
        Sandbox sandbox = new Sandbox(SandboxSettings.fromSystemProperties());
        VerticleProcess.run(sandbox, () -> "Payment sandbox listens on " + sandbox.port());
    }
}
