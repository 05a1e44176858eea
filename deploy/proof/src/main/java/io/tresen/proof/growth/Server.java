package io.tresen.proof.growth;

/**
 * What one PostgreSQL primary does, and how much of it is planned for.
 *
 * @param commitsPerSecond durable commits of one small row each
 * @param walBytesPerSecond that its disk and its replicas take
 * @param planned share of both, above 0 and at most 1: the rest is for vacuum, backups and a bad day
 */
public record Server(double commitsPerSecond, double walBytesPerSecond, double planned) {

    public Server {
        if (commitsPerSecond <= 0 || walBytesPerSecond <= 0 || planned <= 0 || planned > 1) {
            throw new IllegalArgumentException("a server does something, and not more than all of it is planned for");
        }
    }

    /** Primaries over which a service has to be split for that. */
    int primaries(double commits, double walBytes) {
        double needed = Math.max(commits / commitsPerSecond, walBytes / walBytesPerSecond) / planned;
        return Math.max(1, (int) Math.ceil(needed - 1e-9));
    }

    /** Units a second at which one primary is full. */
    double fullAt(double commitsPerUnit, double walBytesPerUnit) {
        double byCommits = commitsPerUnit == 0 ? Double.POSITIVE_INFINITY : commitsPerSecond / commitsPerUnit;
        double byWal = walBytesPerUnit == 0 ? Double.POSITIVE_INFINITY : walBytesPerSecond / walBytesPerUnit;
        return planned * Math.min(byCommits, byWal);
    }
}
