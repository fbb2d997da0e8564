/**
 * Certificates and keys as objects carry them: takes the PEM text of Secrets and ConfigMaps, hands
 * on what the data plane can use with the facts about it, or the reason why it cannot. What was
 * judged once is remembered by its text.
 */
@NullMarked
package io.rauta.control.tls;

import org.jspecify.annotations.NullMarked;
