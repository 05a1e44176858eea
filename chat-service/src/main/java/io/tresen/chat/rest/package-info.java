/** The HTTP edge: parse, decide, answer. One class per resource. Wall-clock times and random ids are made here. */
package io.tresen.chat.rest;
