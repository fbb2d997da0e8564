package io.rauta.e2e;

import io.rauta.e2e.config.BadFiles;
import io.rauta.e2e.config.BadSettings;
import io.rauta.e2e.config.ConfigChurn;
import io.rauta.e2e.config.SettingsPrecedence;
import io.rauta.e2e.drain.DrainDeadline;
import io.rauta.e2e.drain.DrainDelay;
import io.rauta.e2e.drain.DrainDelayReload;
import io.rauta.e2e.drain.DrainIdle;
import io.rauta.e2e.drain.DrainInFlight;
import io.rauta.e2e.drain.DrainKeepAlive;
import io.rauta.e2e.drain.DrainSecondSignal;
import io.rauta.e2e.drain.DrainStream;
import io.rauta.e2e.drain.DrainStreams;
import io.rauta.e2e.drain.DrainWebSocket;
import io.rauta.e2e.drain.StartSignal;
import io.rauta.e2e.examples.Examples;
import io.rauta.e2e.faults.ApiServerAway;
import io.rauta.e2e.faults.BrokenObjects;
import io.rauta.e2e.faults.ClusterDrain;
import io.rauta.e2e.faults.Grants;
import io.rauta.e2e.faults.LeaderKilled;
import io.rauta.e2e.faults.OneWriter;
import io.rauta.e2e.kubernetes.PodsComeAndGo;
import io.rauta.e2e.kubernetes.PodsServe;
import io.rauta.e2e.kubernetes.Rights;
import io.rauta.e2e.timeout.ConnectTimeout;
import io.rauta.e2e.timeout.RequestTimeout;
import io.rauta.e2e.timeout.RequestTimeoutBaseline;
import io.rauta.e2e.tls.TlsDrain;
import io.rauta.e2e.tls.TlsIdle;
import io.rauta.e2e.tls.TlsJdk;
import io.rauta.e2e.tls.TlsRotate;
import io.rauta.e2e.tls.TlsStorm;
import io.rauta.e2e.traffic.BackendChurn;
import io.rauta.e2e.traffic.BigDownload;
import io.rauta.e2e.traffic.BigUpload;
import io.rauta.e2e.traffic.ConnectionChurn;
import io.rauta.e2e.traffic.Crash;
import io.rauta.e2e.traffic.FdExhaustion;
import io.rauta.e2e.traffic.GreedyBackends;
import io.rauta.e2e.traffic.GreedyClients;
import io.rauta.e2e.traffic.Handover;
import io.rauta.e2e.traffic.HandoverCrash;
import io.rauta.e2e.traffic.HandoverLeaving;
import io.rauta.e2e.traffic.HandoverStuck;
import io.rauta.e2e.traffic.SecretsStayInside;
import io.rauta.e2e.traffic.SlowClients;
import io.rauta.e2e.traffic.StalledPeers;
import io.rauta.e2e.traffic.StreamBackendChurn;
import io.rauta.e2e.trial.Case;
import java.util.List;

/** The cases, in the order in which they run. */
final class Cases {
  /** Those that need nothing but this machine. */
  static final List<Case> ALL =
      List.of(
          new ConnectTimeout(),
          new RequestTimeout(),
          new RequestTimeoutBaseline(),
          new DrainInFlight("TERM"),
          new DrainInFlight("INT"),
          new StartSignal(),
          new DrainDelay(),
          new DrainDelayReload(),
          new DrainIdle(),
          new DrainKeepAlive(),
          new DrainStream(),
          new DrainWebSocket(),
          new DrainStreams(DrainStreams.Kind.REQUESTS),
          new DrainStreams(DrainStreams.Kind.CALLS),
          new DrainDeadline(),
          new DrainSecondSignal(),
          new Handover(Handover.Moment.AFTER_READY),
          new Handover(Handover.Moment.WHILE_STARTING),
          new HandoverCrash(),
          new HandoverLeaving(),
          new HandoverStuck(),
          new TlsDrain(),
          new TlsRotate(),
          new TlsIdle(),
          new TlsStorm(),
          new TlsJdk(),
          new StreamBackendChurn(),
          new ConfigChurn(),
          new BackendChurn(),
          new ConnectionChurn(),
          new Crash(),
          new FdExhaustion(),
          new SlowClients(SlowClients.Attack.HEADERS),
          new SlowClients(SlowClients.Attack.BODIES),
          new SlowClients(SlowClients.Attack.READING),
          new BigDownload(),
          new BigUpload(),
          new StalledPeers(),
          new GreedyBackends(),
          new GreedyClients(),
          new SecretsStayInside(),
          new SettingsPrecedence(),
          new BadSettings(),
          new BadFiles(),
          new Examples());

  /** Those that need a Kubernetes cluster. */
  static final List<Case> ON_CLUSTER =
      List.of(
          new ApiServerAway(),
          new LeaderKilled(),
          new OneWriter(),
          new BrokenObjects(),
          new Grants(),
          new ClusterDrain(),
          new PodsServe(),
          new PodsComeAndGo(),
          new Rights());

  private Cases() {}
}
