// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Which requests are of the actuator, which are not to be counted, and whose streams come
 * to an end by themselves.
 *
 * @since 0.1.0
 */
public final class RequestPaths {

    private final String actuator;

    private final List<PathPattern> excluded;

    private final List<PathPattern> awaitedStreams;

    private final List<PathPattern> endedStreams;

    /**
     * Creates the paths of an application.
     * @param properties the patterns
     * @param dispatcherPath the path that the application has given to Spring's
     * dispatcher, within that of the application; empty or a slash if none
     * @param actuatorPath the base path of the actuator, within that of the dispatcher
     * @throws InvalidConfigurationPropertyValueException if a pattern is none
     */
    public RequestPaths(HttpProperties properties, String dispatcherPath, String actuatorPath) {
        // An actuator at the root cannot be told from the application
        String base = StringUtils.trimTrailingCharacter(actuatorPath, '/');
        this.actuator = base.isEmpty() ? "" : StringUtils.trimTrailingCharacter(dispatcherPath, '/') + base;
        this.excluded = parse("waitgroup.http.exclude", properties.exclude());
        this.awaitedStreams = parse("waitgroup.http.awaited-streams", properties.awaitedStreams());
        this.endedStreams = parse("waitgroup.http.ended-streams", properties.endedStreams());
    }

    /**
     * Returns whether requests of a path are not counted.
     * @param path the path within the application, undecoded
     * @return whether they are of the actuator, or excluded
     */
    public boolean isExcluded(String path) {
        return isActuator(path) || matches(this.excluded, path);
    }

    /**
     * Returns whether a path is one of the actuator.
     * @param path the path within the application, undecoded
     * @return whether it is
     */
    public boolean isActuator(String path) {
        int length = this.actuator.length();
        return length > 0 && path.startsWith(this.actuator) && (path.length() == length || path.charAt(length) == '/');
    }

    /**
     * Returns whether a stream comes to an end by itself, so that a drain has to wait for
     * it. That cannot be seen of it. Who gets a stream that can be resumed connects again
     * when it has ended; any other client would take what it has got for all there is.
     * @param method the method of the request
     * @param contentType the type of the response, a {@link StreamTypes stream's}
     * @param path the path within the application, undecoded
     * @return whether it does
     */
    public boolean isAwaitedStream(String method, String contentType, String path) {
        if (matches(this.awaitedStreams, path)) {
            return true;
        }
        return !("GET".equals(method) && StreamTypes.isResumed(contentType)) && !matches(this.endedStreams, path);
    }

    private static boolean matches(List<PathPattern> patterns, String path) {
        if (patterns.isEmpty()) {
            return false;
        }
        PathContainer parsed = PathContainer.parsePath(path);
        for (PathPattern pattern : patterns) {
            if (pattern.matches(parsed)) {
                return true;
            }
        }
        return false;
    }

    private static List<PathPattern> parse(String property, List<String> patterns) {
        List<PathPattern> parsed = new ArrayList<>();
        for (String pattern : patterns) {
            try {
                parsed.add(PathPatternParser.defaultInstance
                    .parse(PathPatternParser.defaultInstance.initFullPathPattern(pattern)));
            }
            catch (PatternParseException ex) {
                throw new InvalidConfigurationPropertyValueException(property, pattern,
                        "It is no pattern of paths: " + ex.getMessage() + ". Set one such as /ping or /internal/**.");
            }
        }
        return List.copyOf(parsed);
    }

}
