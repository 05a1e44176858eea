package io.tresen.chat.rest;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A stream's token among the subprotocols that the client offers: browsers can set no header, and a URL is logged. The
 * client may offer {@code tresen.v1} beside it, which is then chosen; with the token alone the token is chosen, since a
 * browser closes a socket whose offer was not taken.
 */
@ApplicationScoped
public class StreamTokens implements HttpUpgradeCheck {

    static final String PROTOCOL = "tresen.v1";
    private static final String HEADER = "Sec-WebSocket-Protocol";

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String offered = context.httpRequest().getHeader(HEADER);
        String token = in(offered);
        boolean alone = token != null && !offers(offered).contains(PROTOCOL);
        return alone ? CheckResult.permitUpgrade(Map.of(HEADER, List.of(token))) : CheckResult.permitUpgrade();
    }

    /** The token among what was offered; null for none. */
    static String in(String offered) {
        return offers(offered).stream()
                .filter(it -> it.chars().filter(c -> c == '.').count() == 2)
                .findFirst()
                .orElse(null);
    }

    private static List<String> offers(String offered) {
        return offered == null
                ? List.of()
                : Arrays.stream(offered.split(",")).map(String::strip).toList();
    }
}
