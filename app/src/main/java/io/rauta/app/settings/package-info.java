/**
 * What can be set. {@link io.rauta.app.settings.Catalogue} defines every setting once; {@link
 * io.rauta.app.settings.SettingsReader} takes flags, environment and settings file and hands on
 * {@link io.rauta.app.settings.Settings}, or the problems that stop the start. Flag beats
 * environment beats file beats default.
 */
@NullMarked
package io.rauta.app.settings;

import org.jspecify.annotations.NullMarked;
