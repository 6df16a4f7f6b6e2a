package dev.alcove.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.alcove.domain.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate authority of one laptop world: signs the server's certificate and those of users.
 * Made once and kept with the data, so that a client trusts it once.
 */
final class Authority {
  /** What a client is given to trust: {@code curl --cacert}. */
  static final String CERTIFICATE_FILE = "ca.pem";

  private static final String KEY_FILE = "ca-key.pem";
  private static final Duration BACKDATED = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(3_650);
  private static final int SERIAL_BITS = 120;

  private final X509Certificate certificate;
  private final PrivateKey key;

  private Authority(X509Certificate certificate, PrivateKey key) {
    this.certificate = requireNonNull(certificate, "certificate is null");
    this.key = requireNonNull(key, "key is null");
  }

  /** A certificate and the private key that belongs to it. */
  record Issued(X509Certificate certificate, PrivateKey key) {
    Bytes der() {
      try {
        return Bytes.owning(certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate of ours has a DER form", e);
      }
    }

    String certificatePem() {
      return pem("CERTIFICATE", der().toArray());
    }

    String keyPem() {
      return pem("PRIVATE KEY", key.getEncoded());
    }
  }

  static Authority of(DataFolder data, Instant now) {
    Optional<String> certificate = data.read(CERTIFICATE_FILE);
    Optional<String> key = data.read(KEY_FILE);
    try {
      if (certificate.isPresent() && key.isPresent()) {
        return new Authority(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                        new ByteArrayInputStream(certificate.get().getBytes(US_ASCII))),
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(bytes(key.get()))));
      }
      KeyPair pair = pair();
      X500Name name = new X500Name("CN=Alcove laptop CA");
      X509v3CertificateBuilder builder = builder(name, name, pair, now);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      Issued issued = new Issued(signed(builder, pair.getPrivate()), pair.getPrivate());
      data.write(KEY_FILE, issued.keyPem());
      data.write(CERTIFICATE_FILE, issued.certificatePem());
      return new Authority(issued.certificate(), issued.key());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new DevException(
          "The certificate authority in `"
              + data.path()
              + "` cannot be read. Remove `"
              + CERTIFICATE_FILE
              + "` and `"
              + KEY_FILE
              + "` there: new ones are made.",
          e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for {@code localhost}, every {@code *.localhost} and the loopback addresses. */
  Issued server(Instant now) {
    try {
      KeyPair pair = pair();
      X509v3CertificateBuilder builder =
          builder(subject(certificate), new X500Name("CN=localhost"), pair, now);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.dNSName, "*.localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")
              }));
      return new Issued(signed(builder, key), pair.getPrivate());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the server's certificate cannot be made", e);
    }
  }

  /** A certificate for a user, with which a client proves who calls. */
  Issued user(String name, Instant now) {
    try {
      KeyPair pair = pair();
      X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
      X509v3CertificateBuilder builder = builder(subject(certificate), subject, pair, now);
      return new Issued(signed(builder, key), pair.getPrivate());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a user's certificate cannot be made", e);
    }
  }

  private static X500Name subject(X509Certificate of) {
    return X500Name.getInstance(of.getSubjectX500Principal().getEncoded());
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(VALID)),
        subject,
        pair.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, IOException {
    try {
      byte[] der =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)).getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("every Java platform signs with P-256", e);
    }
  }

  private static String pem(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  private static byte[] bytes(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }
}
