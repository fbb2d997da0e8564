/**
 * A fast HTTP/1.1 origin that describes the request it got, and answers by target: delays,
 * statuses, streams, bodies of any size, events, WebSocket echo. {@link EchoOrigin} runs it in this
 * process, {@link EchoMain} as a process of its own.
 */
@NullMarked
package io.rauta.origins.echo;

import org.jspecify.annotations.NullMarked;
