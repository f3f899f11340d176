// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says that the tests of a class, or one test, must not leave work in flight: after each
 * test, its {@code @AfterEach} methods included, the work that it began is awaited for a
 * bounded time. If it has not ended by then the test fails, with the label, age, state,
 * thread and stack of the oldest units. <pre class="code">
 * &#064;SpringBootTest
 * &#064;NoWorkInFlight
 * class OrderTests {
 *
 *     &#064;Test
 *     void fulfils(&#064;Autowired OrderService orders) {
 *         orders.fulfilLater(42);
 *     }
 *
 * }</pre>
 * <p>
 * <b>What is watched:</b> every {@link io.github.waitgroup.WaitGroupRegistry} and
 * {@link io.github.waitgroup.WaitGroup}
 * <ul>
 * <li>in a field of the test instance, whether private, static or of a superclass, and of
 * the instances that enclose it if it is nested;</li>
 * <li>that is a bean of the application context, or of its parents, if the test has a
 * context that was loaded when the test began. No context is loaded because of this
 * annotation.</li>
 * </ul>
 * A test for which none is found fails, unless it has failed or was aborted anyway: a
 * check of nothing would pass for ever.
 * <p>
 * <b>What makes a test fail:</b> units of any kind that began after the test's
 * {@code @BeforeEach} phase did, and
 * <ul>
 * <li>have not ended when the time is over; or</li>
 * <li>were given up meanwhile, by a drain or because they were garbage-collected without
 * having been closed.</li>
 * </ul>
 * If the test has failed anyway, this failure is added to that one as suppressed.
 * <p>
 * <b>What was in flight before</b> the test began, left by another test that shares the
 * context or by the application itself, is not blamed on it, nor waited for. Of plain
 * {@linkplain io.github.waitgroup.WaitGroup#add adds} and holds, which have no name, as
 * many as were in flight before are taken for those. A group that no field or bean showed
 * before the {@code @BeforeEach} methods ran belongs to the test with all that is in it.
 * <p>
 * <b>Tests that run in parallel</b> and share groups, through a cached context say,
 * cannot be told apart: each waits for what the other has begun, and may be blamed for
 * it. Give each its own groups, in fields that are not static, or keep them from running
 * at the same time, as with {@code @ResourceLock}.
 * <p>
 * What only a drain counts, when it asks for it, such as work of the common pool, is not
 * seen here. Nor is what {@code @BeforeAll} and {@code @AfterAll} methods begin.
 * <p>
 * The annotation nearest to the test counts: that of its method, else of its class or a
 * superclass, else of an enclosing class. It may be used as a meta-annotation.
 *
 * @since 0.1.0
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(NoWorkInFlightExtension.class)
public @interface NoWorkInFlight {

    /**
     * Returns how long to wait, after a test, for the end of the work that it began. A
     * test whose work has ended does not wait.
     * @return the time, in {@link #unit()}; 0 for not at all
     */
    long within() default 5;

    /**
     * Returns the unit of {@link #within()}.
     * @return the unit
     */
    TimeUnit unit() default TimeUnit.SECONDS;

    /**
     * Returns whether to check: {@code false} exempts a test, or a nested class, that has
     * to leave work in flight, from what its class says.
     * @return whether to check
     */
    boolean enabled() default true;

}
