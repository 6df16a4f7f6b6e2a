package dev.alcove.hostapi;

import dev.alcove.domain.Bytes;
import dev.alcove.domain.ErrorCode;
import dev.alcove.domain.HostException;
import dev.alcove.hostapi.Operation.Answer;
import dev.alcove.wire.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests, codes of messages, fresh keys. All of it is quick: nothing takes a cost as argument. */
final class CryptoOperations {
  private static final Map<String, String> DIGESTS =
      Map.of(
          "md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
          "SHA-512");

  private CryptoOperations() {}

  static void addTo(Map<String, Operation> table) {
    table.put("crypto.hash", CryptoOperations::hash);
    table.put("crypto.hmac", CryptoOperations::hmac);
    table.put("crypto.encode", CryptoOperations::encode);
    table.put("crypto.randomKey", CryptoOperations::randomKey);
    table.put("crypto.pemToId", CryptoOperations::pemToId);
  }

  private static Answer hash(RunState run, Arguments arguments, Bytes data) {
    String algorithm = digest(arguments.text("algorithm"));
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(data.toArray());
      return encoded(digest, arguments.optionalText("encoding"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static Answer hmac(RunState run, Arguments arguments, Bytes both) {
    String algorithm = digest(arguments.text("algorithm"));
    int keyLength = arguments.integer("keyLength", 0, both.size());
    byte[] content = both.toArray();
    // An empty key is the same as one of zeros, but Java refuses it.
    byte[] key = keyLength == 0 ? new byte[1] : Arrays.copyOf(content, keyLength);
    String name = "Hmac" + algorithm.replace("-", "");
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key, name));
      mac.update(content, keyLength, content.length - keyLength);
      return encoded(mac.doFinal(), arguments.optionalText("encoding"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }

  private static Answer encode(RunState run, Arguments arguments, Bytes data) {
    return encoded(data.toArray(), arguments.optionalText("encoding"));
  }

  private static Answer randomKey(RunState run, Arguments arguments, Bytes bytes) {
    byte[] key = new byte[arguments.integer("bits", 128, 256) / Byte.SIZE];
    run.random().nextBytes(key);
    return new Answer.Data(Bytes.owning(key));
  }

  private static Answer pemToId(RunState run, Arguments arguments, Bytes bytes) {
    byte[] pem = arguments.text("pem").getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] der =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem))
              .getEncoded();
      return Answer.json('"' + Bytes.owning(der).sha256().hex() + '"');
    } catch (CertificateException e) {
      throw new HostException(
          "InternalError",
          ErrorCode.INVALID_ARGUMENT,
          "Failed to parse PEM: this is not an X.509 certificate.");
    }
  }

  private static String digest(String name) {
    String found = DIGESTS.get(name.toLowerCase(Locale.ROOT).replace("-", ""));
    if (found == null) {
      throw HostException.range(
          "Digest `"
              + Texts.shown(name)
              + "` is not known: use sha256, sha384, sha512, sha1 or"
              + " md5.");
    }
    return found;
  }

  private static Answer encoded(byte[] bytes, Optional<String> encoding) {
    if (encoding.isEmpty()) {
      return new Answer.Data(Bytes.owning(bytes));
    }
    return switch (encoding.get()) {
      case "hex" -> text(Bytes.owning(bytes).hex());
      case "base64" -> text(Base64.getEncoder().encodeToString(bytes));
      case "base64url" -> text(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      case "buffer" -> new Answer.Data(Bytes.owning(bytes));
      default ->
          throw HostException.range("The encoding must be hex, base64, base64url or buffer.");
    };
  }

  private static Answer text(String text) {
    return Answer.json(Json.text(Json.mapper().getNodeFactory().textNode(text)));
  }
}
