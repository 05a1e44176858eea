package io.tresen.kubernetes;

import java.util.List;

/** Something that must be true of an overlay. */
interface Check {

    /** What is wrong, one sentence each that begins with the object's kind and name; none when all is well. */
    List<String> findings(Overlay overlay);
}
