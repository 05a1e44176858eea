/**
 * Everything that speaks with a payment provider. {@link io.tresen.payment.provider.Provider} is the whole vocabulary;
 * {@link io.tresen.payment.provider.StripeProvider} speaks Stripe's through its Java library. No call runs inside a
 * transaction; {@link io.tresen.payment.ChargeBook} is what happens between two calls.
 */
package io.tresen.payment.provider;
