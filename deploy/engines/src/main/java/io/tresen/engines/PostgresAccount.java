package io.tresen.engines;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which account the database server runs. PostgreSQL refuses to be root. Started by root it gets a user namespace
 * of its own, in which it is nobody and its files still belong to root; where the kernel forbids that (in most
 * containers), it really becomes nobody and the data folder is given to it.
 */
enum PostgresAccount {
    OWN(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private final List<String> prefix;

    PostgresAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    static PostgresAccount here() {
        if (new UnixSystem().getUid() != 0) {
            return OWN;
        }
        if (Commands.succeeds("unshare", "-U", "true")) {
            return NAMESPACE;
        }
        if (Commands.onPath("setpriv")) {
            return NOBODY;
        }
        throw new EngineFailure("PostgreSQL does not run as root, and this machine has neither user namespaces nor"
                + " setpriv: start this as an ordinary user");
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Where the server's programs may be unpacked: root's home is closed to nobody. */
    Path cache() {
        return this == NOBODY ? Unpacked.temporary() : Unpacked.cache();
    }

    /** Makes the folder the server's own. */
    void own(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (this != NOBODY) {
            return;
        }
        if (!Commands.succeeds("chown", "-R", "65534:65534", folder.toString())
                || !Commands.succeeds(
                        command(List.of("test", "-w", folder.toString())).toArray(String[]::new))) {
            throw new EngineFailure("PostgreSQL does not run as root, and nobody cannot reach " + folder
                    + ": start this as an ordinary user, or choose another folder");
        }
    }
}
