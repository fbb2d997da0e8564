/**
 * YAML and JSON text as values that know their lines. Bytes go in, {@link
 * io.rauta.sources.yaml.YamlNode}s or one reason for refusal come out; the parser's library is not
 * visible outside.
 */
@NullMarked
package io.rauta.sources.yaml;

import org.jspecify.annotations.NullMarked;
