package io.tresen.messaging.watch;

import io.tresen.messaging.watch.LagLook.Group;
import io.tresen.messaging.watch.LagLook.Lag;
import java.util.List;
import java.util.Map;

/** Looks where groups stand, again and again until one fails. */
interface Looks extends AutoCloseable {

    /** One look. @throws Exception when the broker did not answer */
    Map<Group, Lag> at(List<Group> groups) throws Exception;

    @Override
    void close();
}
