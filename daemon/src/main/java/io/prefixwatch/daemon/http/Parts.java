package io.prefixwatch.daemon.http;

import io.prefixwatch.daemon.delivery.Delivery;
import io.prefixwatch.daemon.feed.bmp.BmpStation;
import io.prefixwatch.daemon.operator.Configurations;
import io.prefixwatch.daemon.operator.Silences;
import io.prefixwatch.daemon.pipeline.EngineThread;
import io.prefixwatch.daemon.pipeline.EventClock;
import io.prefixwatch.daemon.rpki.RpkiFeed;
import io.prefixwatch.daemon.speaker.BgpSpeaker;
import io.prefixwatch.daemon.store.Store;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the daemon that are shown, and those that take what operators say. Only such methods
 * of theirs are called as are safe for any thread.
 *
 * @param station null if no monitored routers are configured
 * @param store null for memory only
 * @param running the configuration in force
 */
public record Parts(
    EventClock clock,
    BgpSpeaker speaker,
    RpkiFeed rpki,
    @Nullable BmpStation station,
    EngineThread engine,
    Delivery delivery,
    @Nullable Store store,
    Silences silences,
    Configurations configurations,
    Supplier<Running> running) {}
