package io.tresen.messaging.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Anybody may call this. A bearer token that holds is read all the same ({@link Caller#known()}); one that does not is as
 * good as none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Public {

    /**
     * False for what is signed by its sender and would only come again: a provider tells us of many businesses from few
     * addresses. All else that nobody known calls is counted by its network ({@link RequestRates}).
     */
    boolean counted() default true;
}
