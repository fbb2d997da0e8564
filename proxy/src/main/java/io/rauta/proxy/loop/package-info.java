/**
 * What every object of one worker shares: its event loop, its clock, its deadlines and its source
 * of chance.
 */
@NullMarked
package io.rauta.proxy.loop;

import org.jspecify.annotations.NullMarked;
