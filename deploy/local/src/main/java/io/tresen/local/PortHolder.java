package io.tresen.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who listens on a port of this machine. */
final class PortHolder {

    private PortHolder() {}

    /** Whether somebody listens there, on loopback or on every address. */
    static boolean isTaken(int port) {
        for (String address : new String[] {"127.0.0.1", "::1"}) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), 500);
                return true;
            } catch (IOException nobody) {
                // the other address, then the last question: whether we may listen
            }
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    /** The listening process, where the system tells; another user's is not told. */
    static Optional<ProcessHandle> find(int port) {
        Optional<Long> pid = Files.isReadable(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
        return pid.flatMap(ProcessHandle::of);
    }

    private static Optional<Long> fromProc(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> socketInode(Path.of(table), port).stream())
                .flatMap(inode -> owner("socket:[" + inode + "]").stream())
                .findFirst();
    }

    /** Columns: slot, local address as hex host:port, remote address, state (0A: listening), …, inode as the tenth. */
    private static Optional<String> socketInode(Path table, int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[3].equals("0A") && columns[1].endsWith(local))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Long> owner(String socket) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(pid, socket))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(fd -> {
                try {
                    return Files.readSymbolicLink(fd).toString().equals(socket);
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static Optional<Long> fromLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN").start();
            try (BufferedReader out = new BufferedReader(new InputStreamReader(lsof.getInputStream()))) {
                return Optional.ofNullable(out.readLine()).map(Long::valueOf);
            }
        } catch (IOException | NumberFormatException noLsof) {
            return Optional.empty();
        }
    }
}
