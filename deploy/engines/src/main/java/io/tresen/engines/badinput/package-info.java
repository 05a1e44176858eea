/**
 * Bad input by the thousand, for a running service: {@link io.tresen.engines.badinput.BadInput} makes it by seed from the
 * service's committed OpenAPI file and its table of who may call what, and holds every answer against DESIGN 8 ({@link
 * io.tresen.engines.badinput.AnswerRule}). A {@link io.tresen.engines.badinput.Draft} begins sound; what spoils it is
 * {@link io.tresen.engines.badinput.BadFields} in a JSON tree, at and beyond the file's {@link
 * io.tresen.engines.badinput.Bounds} too, {@link io.tresen.engines.badinput.BadForms} in a form, {@link
 * io.tresen.engines.badinput.BadBodies} in the bytes, {@link io.tresen.engines.badinput.BadEdges} around them.
 */
package io.tresen.engines.badinput;
