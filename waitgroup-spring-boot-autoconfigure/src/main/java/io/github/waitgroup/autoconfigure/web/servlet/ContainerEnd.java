// SPDX-License-Identifier: Apache-2.0

package io.github.waitgroup.autoconfigure.web.servlet;

import io.github.waitgroup.autoconfigure.web.ResponseEnd;

/**
 * The end of a response where no hook of a server tells of it: then it is that of the
 * request, as far as a container of servlets tells.
 */
final class ContainerEnd extends ResponseEnd {

}
