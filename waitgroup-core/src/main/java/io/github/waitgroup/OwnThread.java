// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs each task on a thread of its own: a virtual one where the JVM has them (JDK 21 and
 * later), else a platform thread that does not keep the JVM alive, as virtual ones do
 * not.
 */
final class OwnThread implements Executor {

    // Of a JDK later than the one this is compiled for; a preview before 21
    private static final @Nullable MethodHandle VIRTUAL = (Runtime.version().feature() >= 21) ? virtual() : null;

    private final String name;

    private final BiFunction<String, Runnable, Thread> factory;

    OwnThread(String name) {
        this(name, OwnThread::unstarted);
    }

    OwnThread(String name, BiFunction<String, Runnable, Thread> factory) {
        this.name = name;
        this.factory = factory;
    }

    @Override
    public void execute(Runnable task) {
        this.factory.apply(this.name, task).start();
    }

    private static Thread unstarted(String name, Runnable task) {
        if (VIRTUAL == null) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }
        try {
            return (Thread) VIRTUAL.invokeExact(name, task);
        }
        catch (RuntimeException | Error ex) {
            throw ex;
        }
        catch (Throwable ex) {
            throw new IllegalStateException("Could not make a virtual thread", ex);
        }
    }

    // Thread.ofVirtual().name(name).unstarted(task)
    private static MethodHandle virtual() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle named = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle unstarted = lookup.findVirtual(builder, "unstarted",
                    MethodType.methodType(Thread.class, Runnable.class));
            return MethodHandles.collectArguments(unstarted, 0, MethodHandles.collectArguments(named, 0, ofVirtual));
        }
        catch (ReflectiveOperationException ex) {
            throw new ExceptionInInitializerError(ex);
        }
    }

}
