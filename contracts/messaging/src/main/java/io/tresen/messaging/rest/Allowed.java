package io.tresen.messaging.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Kinds of callers that may call a resource method; on a class, all of its methods. The method's own wins. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Allowed {
    Role[] value();

    /** True when a business's agents may call it too; without it only its owners and its programs may. */
    boolean agents() default false;
}
