package io.tresen.local.gateway;

import io.tresen.local.VerticleProcess;

/** The gateway's process; configured by {@code tresen.gateway.*} system properties. */
public final class GatewayMain {

    private GatewayMain() {}

    public static void main(String[] args) {
        Gateway gateway = new Gateway(GatewaySettings.fromSystemProperties());
        VerticleProcess.run(gateway, () -> "Gateway listens on " + gateway.port());
    }
}
