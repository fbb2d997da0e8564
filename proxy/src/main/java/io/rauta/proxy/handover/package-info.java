/**
 * Hands the listening sockets of a running process to its successor, so that a restart refuses and
 * loses no connection.
 *
 * <p>The old side offers the sockets of each address through a {@link
 * io.rauta.proxy.handover.HandoverServer}; the new side takes them with {@link
 * io.rauta.proxy.handover.HandoverClient}, registers each {@link
 * io.rauta.proxy.handover.InheritedSocket} with an event loop and says ready when it can serve.
 * From the first descriptor on both processes share one accept queue, which ends when the last of
 * them closes its copy: nothing that waits in it is lost. A successor that ends before its
 * predecessor leaves that one in charge again. Linux with Netty's epoll transport only. For ports
 * that nobody hands over, {@link io.rauta.proxy.handover.HostSockets} names the holder.
 */
@NullMarked
package io.rauta.proxy.handover;

import org.jspecify.annotations.NullMarked;
