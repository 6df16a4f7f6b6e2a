/**
 * The ports on AWS. Sees {@code domain}, {@code wire} and the AWS SDK; nobody else sees the SDK.
 * {@link dev.alcove.aws.AwsPorts} is the way in.
 */
@NullMarked
package dev.alcove.aws;

import org.jspecify.annotations.NullMarked;
