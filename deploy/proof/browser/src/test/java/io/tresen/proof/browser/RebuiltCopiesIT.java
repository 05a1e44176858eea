package io.tresen.proof.browser;

import io.tresen.proof.RebuiltCopies;
import org.junit.jupiter.api.Order;

@Order(Integer.MAX_VALUE)
class RebuiltCopiesIT extends RebuiltCopies {}
