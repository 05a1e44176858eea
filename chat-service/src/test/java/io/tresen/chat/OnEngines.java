package io.tresen.chat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.tresen.engines.EnginesResource;

/** The engines that all tests of this module with a database or a broker share; one start. */
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "chat"))
@QuarkusTestResource(SealKeys.class)
@QuarkusTestResource(Phones.class)
@QuarkusTestResource(GraphPort.class)
abstract class OnEngines {}
