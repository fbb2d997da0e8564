/**
 * The admin endpoint: read-only pages on a port of its own. {@link io.rauta.app.admin.AdminServer}
 * answers with {@link io.rauta.app.admin.Page}s to GET and HEAD, only to hosts named by address or
 * {@code localhost}, which keeps web sites from reading it through a browser.
 */
@NullMarked
package io.rauta.app.admin;

import org.jspecify.annotations.NullMarked;
