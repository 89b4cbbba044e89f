package zhuji.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the built parts stand.
 *
 * @param root the project's folder
 */
public record Installation(Path root) {

    /** The installation the scripts name. */
    public static Installation current() {
        String root = System.getProperty("zhuji.root");
        if (root == null) {
            throw new Trouble("start this with ./deploy/local/run");
        }
        return new Installation(Path.of(root));
    }

    Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The deployable jar of a service, its libraries beside it. */
    public Path jarOf(Service service) {
        Path target = root.resolve(service.id() + "-service").resolve("target");
        return only(target, service.id() + "-service-", ".jar");
    }

    /** The jar of the zhuji command, its libraries beside it. */
    public Path commandJar() {
        return required(root.resolve("deploy/cli/target/zhuji.jar"));
    }

    String brokerClassPath() {
        return required(root.resolve("deploy/local/target/lib")) + "/*";
    }

    Path registryFolder() {
        return required(root.resolve("deploy/local/target/registry"));
    }

    private static Path only(Path folder, String prefix, String suffix) {
        try (Stream<Path> files = Files.list(required(folder))) {
            List<Path> found = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(suffix);
                    })
                    .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new Trouble("there is not exactly one " + prefix + "*" + suffix + " in " + folder
                    + "; run ./mvnw -q -DskipTests clean package");
        } catch (IOException unreadable) {
            throw new Trouble(folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Path required(Path path) {
        if (!Files.exists(path)) {
            throw new Trouble(path + " is missing; run ./mvnw -q -DskipTests package");
        }
        return path;
    }
}
