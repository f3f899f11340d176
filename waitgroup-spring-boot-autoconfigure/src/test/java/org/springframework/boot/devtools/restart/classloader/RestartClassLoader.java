// SPDX-License-Identifier: Apache-2.0

package org.springframework.boot.devtools.restart.classloader;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * A class loader by the name of that of Spring Boot's devtools, which looks for a class
 * in its own URLs first, as theirs does.
 */
public final class RestartClassLoader extends URLClassLoader {

    public RestartClassLoader(ClassLoader parent, URL... urls) {
        super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try {
                return findClass(name);
            }
            catch (ClassNotFoundException ex) {
                return Class.forName(name, false, getParent());
            }
        }
    }

}
