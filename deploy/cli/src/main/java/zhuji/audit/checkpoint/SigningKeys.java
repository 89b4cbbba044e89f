package zhuji.audit.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import zhuji.audit.log.LogException;

/** Ed25519 keys in PEM files. */
public final class SigningKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE = 64;

    private SigningKeys() {}

    /**
     * Makes a pair: {@code signing.pem}, which only its owner may read, and {@code signing.pub.pem} for auditors.
     *
     * @throws LogException when a file is there already, or cannot be written
     */
    public static void generate(Path folder) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Files.createDirectories(folder);
            Path key = folder.resolve("signing.pem");
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, pem(PRIVATE, pair.getPrivate().getEncoded()));
            Files.writeString(
                    folder.resolve("signing.pub.pem"),
                    pem(PUBLIC, pair.getPublic().getEncoded()),
                    StandardOpenOption.CREATE_NEW);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        } catch (IOException refused) {
            throw new LogException(
                    "no keys are made in " + folder + ": a key is there already, or it cannot be written", refused);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }

    /** The private key of a PEM file. */
    public static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes(file, PRIVATE)));
        } catch (GeneralSecurityException wrong) {
            throw new LogException(file + " holds no Ed25519 private key", wrong);
        }
    }

    /** The public key of a PEM file. */
    public static PublicKey publicKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes(file, PUBLIC)));
        } catch (GeneralSecurityException wrong) {
            throw new LogException(file + " holds no Ed25519 public key", wrong);
        }
    }

    private static byte[] bytes(Path file, String kind) {
        try {
            String text = Files.readString(file)
                    .replace("-----BEGIN " + kind + "-----", "")
                    .replace("-----END " + kind + "-----", "");
            return Base64.getMimeDecoder().decode(text);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new LogException(file + " cannot be read as a PEM file", unreadable);
        }
    }

    /** The public key beside a private one: {@code signing.pub.pem} beside {@code signing.pem}. */
    public static Path publicBeside(Path privateKey) {
        String name = privateKey.getFileName().toString();
        return privateKey.resolveSibling(name.replaceFirst("\\.pem$", ".pub.pem"));
    }

    /** What a key is known by: SHA-256 of the public key, lower-case hex. */
    public static String idOf(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
