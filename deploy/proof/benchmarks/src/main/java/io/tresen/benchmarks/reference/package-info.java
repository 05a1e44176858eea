/** What the platform is compared with. */
package io.tresen.benchmarks.reference;
