// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import io.github.waitgroup.Drain;
import io.github.waitgroup.WaitGroup;
import io.github.waitgroup.WaitGroupRegistry;
import io.github.waitgroup.autoconfigure.DrainControl;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that tells an orchestrator whether it may go on, and lets it
 * turn callers away beforehand. It can only be read unless more access is granted.
 *
 * @since 0.1.0
 */
@Endpoint(id = "drain", defaultAccess = Access.READ_ONLY)
public class DrainEndpoint {

    private final Drain drain;

    private final WaitGroupRegistry registry;

    private final DrainControl control;

    /**
     * Creates an endpoint.
     * @param drain the drain to tell of
     * @param registry the groups it drains
     * @param control starts the drain and takes it back
     */
    public DrainEndpoint(Drain drain, WaitGroupRegistry registry, DrainControl control) {
        this.drain = drain;
        this.registry = registry;
        this.control = control;
    }

    /**
     * Tells where the drain stands.
     * @return the verdict and what remains
     */
    @ReadOperation
    public DrainDescriptor drain() {
        // First: what is in flight although all is drained has no end or has come since
        boolean drained = this.control.isDrained();
        Map<String, Long> groups = new TreeMap<>();
        for (WaitGroup group : this.registry.groups()) {
            long count = group.count();
            if (count > 0) {
                groups.put(group.name(), count);
            }
        }
        return new DrainDescriptor(this.drain.state(), drained, this.registry.count(), millis(this.drain.elapsed()),
                millis(this.drain.remaining()), groups);
    }

    private static Duration millis(Duration duration) {
        return duration.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Turns callers away, though nothing stops yet. To do so again changes nothing.
     * @return where the drain stands then
     */
    @WriteOperation
    public DrainDescriptor start() {
        this.control.start();
        return drain();
    }

    /**
     * Takes the start back.
     * @return where the drain stands then
     * @throws InvalidEndpointRequestException if the application is stopping, or drains
     * by other means than {@link #start()}
     */
    @DeleteOperation
    public DrainDescriptor undo() {
        if (!this.control.undo()) {
            String reason = refusal();
            throw new InvalidEndpointRequestException(reason, reason);
        }
        return drain();
    }

    private String refusal() {
        return this.control.isStopping()
                ? "The application is stopping, which cannot be taken back: start it again instead"
                : "The drain is " + this.drain.state() + ", and its clock was not started here: start the context again"
                        + " if it was stopped, or call Drain.resume() where the drain was begun";
    }

}
