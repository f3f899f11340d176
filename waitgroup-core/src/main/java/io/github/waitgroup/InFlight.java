// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that each call of a method is a unit of work: in flight from before the call until
 * it has returned or thrown. What throws has failed. What the method submits to counted
 * executors, calls or subscribes to has the call as its parent.
 * <p>
 * The result decides when the work ends:
 * <ul>
 * <li>A {@link java.util.concurrent.CompletionStage}: the call is in flight until the
 * stage completes. It has failed if that completes exceptionally, unless by a
 * cancellation. A stage that never completes stays in flight until a {@link Drain} gives
 * it up.</li>
 * <li>A reactive type, such as Reactor's {@code Mono} and {@code Flux}: the call that
 * makes it is one unit, and each subscription another, from subscribing until it
 * completes, fails or is cancelled. What nobody subscribes to is no work. An endless
 * stream is in flight until it is cancelled.</li>
 * <li>Anything else, {@code null} and a plain {@link java.util.concurrent.Future}
 * included: the call is over when it has returned.</li>
 * </ul>
 * <p>
 * The annotation does nothing by itself: it takes a container that intercepts calls, such
 * as Spring with waitgroup's starter. There it is found as Spring's own annotations are:
 * on methods of the bean's class, of its superclasses and interfaces, and on annotations
 * that carry it. As with those, calls that do not pass through the proxy are not counted:
 * calls within the same object, private and final methods, objects that are no beans.
 * Kotlin's suspending functions are counted only until they first suspend.
 * <p>
 * Where the method is also asynchronous or transactional or retried, the unit is the run
 * on the thread that does the work, around the transaction and all attempts; the time in
 * the executor's queue is counted by the executor.
 * <p>
 * A call is refused with a {@link java.util.concurrent.RejectedExecutionException}, as
 * {@link WaitGroup#register} would, while the group is closed and the calling thread
 * works for no unit in flight; a subscription then fails with that.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface InFlight {

    /**
     * What a call is, for people: like the label of {@link WaitGroup#register}, without
     * arguments or other data.
     * @return the label; if empty, the names of the class and the method:
     * {@code OrderService.fulfil}
     */
    String value() default "";

}
