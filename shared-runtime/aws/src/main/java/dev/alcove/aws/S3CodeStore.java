package dev.alcove.aws;

import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.CodeStore;
import dev.alcove.domain.Module;
import dev.alcove.domain.TenantId;
import dev.alcove.domain.Version;
import dev.alcove.domain.VersionHash;
import dev.alcove.wire.FormatException;
import dev.alcove.wire.VersionFormat;
import dev.alcove.wire.VersionHashing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.paginators.ListObjectVersionsIterable;

/**
 * The code of versions: {@code code/<tenant>/<hash>/version.json}, written once. What is read is
 * checked twice: the whole object against the digest that was stored with it, and what scripts are
 * made of against the version's own name. The role needs {@code s3:ListBucket} on the prefix too,
 * or S3 answers "forbidden" for a version that is not there.
 */
final class S3CodeStore implements CodeStore {
  /** The object's SHA-256, in hex. */
  private static final String DIGEST = "alcove-sha256";

  private static final String NEW_ONLY = "*";
  private static final int EXISTS = 412;
  private static final int BEING_WRITTEN = 409;
  private static final int MOST_TRIES = 20;

  private final S3Client s3;
  private final String bucket;
  private final Pauses pauses;

  S3CodeStore(S3Client s3, String bucket, Pauses pauses) {
    this.s3 = requireNonNull(s3, "s3 is null");
    this.bucket = requireNonNull(bucket, "bucket is null");
    this.pauses = requireNonNull(pauses, "pauses is null");
  }

  static String prefix(TenantId tenant) {
    return "code/" + tenant + "/";
  }

  static String key(TenantId tenant, VersionHash hash) {
    return prefix(tenant) + hash + "/version.json";
  }

  @Override
  public void put(TenantId tenant, Version version) {
    Bytes stored = VersionFormat.write(version);
    RequestBody body = RequestBody.fromBytes(stored.toArray());
    for (int tries = 0; ; tries++) {
      try {
        s3.putObject(
            put ->
                put.bucket(bucket)
                    .key(key(tenant, version.hash()))
                    .ifNoneMatch(NEW_ONLY)
                    .contentType("application/json")
                    .metadata(Map.of(DIGEST, stored.sha256().hex())),
            body);
        return;
      } catch (S3Exception e) {
        if (e.statusCode() == EXISTS) {
          return;
        }
        if (e.statusCode() != BEING_WRITTEN || tries == MOST_TRIES) {
          throw e;
        }
        // Another one writes the same: it may yet fail, so that we must not go by it.
        pauses.pause(tries);
      }
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException also if it is not in a form that this version of Alcove reads
   */
  @Override
  public Optional<Version> get(TenantId tenant, VersionHash hash) {
    ResponseBytes<GetObjectResponse> object;
    try {
      object = s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(tenant, hash)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
    Bytes stored = Bytes.owning(object.asByteArray());
    String digest = object.response().metadata().getOrDefault(DIGEST, "");
    if (!stored.sha256().hex().equals(digest)) {
      throw damaged(tenant, hash, "it is not what was stored");
    }
    Version version;
    try {
      version = VersionFormat.read(stored);
    } catch (FormatException e) {
      throw damaged(tenant, hash, String.valueOf(e.getMessage()));
    }
    SortedMap<String, String> sources = new TreeMap<>();
    for (Module module : version.modules().values()) {
      sources.put(module.name(), module.source());
    }
    boolean named =
        version.hash().equals(hash)
            && VersionHashing.hash(version.metadata(), sources).equals(hash);
    if (!named) {
      throw damaged(tenant, hash, "it is the code of another version");
    }
    return Optional.of(version);
  }

  /** {@inheritDoc} With all that the bucket's versioning has kept. */
  @Override
  public void erase(TenantId tenant) {
    ListObjectVersionsIterable pages =
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix(tenant)));
    for (ListObjectVersionsResponse page : pages) {
      List<ObjectIdentifier> objects = new ArrayList<>();
      page.versions().forEach(one -> objects.add(object(one.key(), one.versionId())));
      page.deleteMarkers().forEach(one -> objects.add(object(one.key(), one.versionId())));
      if (!objects.isEmpty()) {
        delete(tenant, objects);
      }
    }
  }

  private static ObjectIdentifier object(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private void delete(TenantId tenant, List<ObjectIdentifier> objects) {
    int left =
        s3.deleteObjects(delete -> delete.bucket(bucket).delete(some -> some.objects(objects)))
            .errors()
            .size();
    if (left > 0) {
      throw new IllegalStateException(
          left + " objects of tenant `" + tenant + "` could not be removed; try again.");
    }
  }

  private static IllegalStateException damaged(TenantId tenant, VersionHash hash, String why) {
    return new IllegalStateException(
        String.format(
            "The stored code of version `%s` of tenant `%s` is damaged (%s): remove the object,"
                + " then deploy the version again.",
            hash.shortForm(), tenant, why));
  }
}
