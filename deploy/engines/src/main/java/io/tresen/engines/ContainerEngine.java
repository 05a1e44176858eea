package io.tresen.engines;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/** An engine in a container, known by the container's id in {@code idFile}; its data live as long as the container. */
final class ContainerEngine implements Engine {

    /** What differs from engine to engine. */
    record Setup(String name, DockerImageName image, int innerPort, BooleanSupplier answers) {}

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Setup setup;
    private final Supplier<GenericContainer<?>> blueprint;
    private final int port;
    private final Path idFile;

    ContainerEngine(Setup setup, Supplier<GenericContainer<?>> blueprint, int port, Path idFile) {
        this.setup = setup;
        this.blueprint = blueprint;
        this.port = port;
        this.idFile = idFile;
    }

    @Override
    public String name() {
        return setup.name();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        if (id().isEmpty()) {
            create();
        } else if (!running()) {
            docker().startContainerCmd(id()).exec();
        }
        if (!LocalEngine.waitFor(() -> !running() || answers(), PATIENCE) || !running()) {
            throw new EngineFailure(
                    name() + " in a container of " + setup.image() + " does not answer on port " + port);
        }
    }

    @Override
    public void stop() {
        if (running()) {
            resume();
            docker().stopContainerCmd(id()).withTimeout(30).exec();
        }
    }

    @Override
    public void kill() {
        if (running()) {
            docker().killContainerCmd(id()).exec();
            LocalEngine.waitFor(() -> !running(), PATIENCE);
        }
    }

    @Override
    public void pause() {
        if (running()) {
            docker().pauseContainerCmd(id()).exec();
        }
    }

    @Override
    public void resume() {
        if (!id().isEmpty() && Boolean.TRUE.equals(state().getPaused())) {
            docker().unpauseContainerCmd(id()).exec();
        }
    }

    @Override
    public boolean running() {
        return !id().isEmpty() && Boolean.TRUE.equals(state().getRunning());
    }

    @Override
    public boolean answers() {
        return setup.answers().getAsBoolean();
    }

    private void create() {
        // a port of our choosing, since one that Docker chooses changes with every start
        GenericContainer<?> container = blueprint.get();
        container
                .withExposedPorts(setup.innerPort())
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(new PortBinding(binding(), new ExposedPort(setup.innerPort()))))
                .start();
        try {
            Files.writeString(idFile, container.getContainerId());
        } catch (IOException e) {
            throw new EngineFailure("could not remember the container of " + name(), e);
        }
    }

    private Binding binding() {
        boolean here = Containers.host().equals("localhost");
        return here ? Binding.bindIpAndPort("127.0.0.1", port) : Binding.bindPort(port);
    }

    private String id() {
        try {
            return Files.exists(idFile) ? Files.readString(idFile) : "";
        } catch (IOException e) {
            throw new EngineFailure("could not read " + idFile, e);
        }
    }

    private ContainerState state() {
        return docker().inspectContainerCmd(id()).exec().getState();
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }
}
