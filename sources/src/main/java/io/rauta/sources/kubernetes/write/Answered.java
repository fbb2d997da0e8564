package io.rauta.sources.kubernetes.write;

import io.rauta.control.ObjectRef;
import io.rauta.sources.kubernetes.call.ApiAnswer;
import io.rauta.sources.kubernetes.call.ApiCall;

/**
 * A request and what became of it.
 *
 * @param ref the object that it was about
 * @param call the request
 * @param wishes what was wanted when it was sent
 * @param answer what became of it
 */
record Answered(ObjectRef ref, ApiCall call, Wishes wishes, ApiAnswer answer) {}
