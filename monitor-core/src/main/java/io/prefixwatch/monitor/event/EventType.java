package io.prefixwatch.monitor.event;

/** What an event record tells of. The names are public. */
public enum EventType {
  PREFIX_ANNOUNCEMENT("PrefixAnnouncementEvent", Level.INFORMATION),
  PREFIX_BACKUP_ROUTE_ANNOUNCEMENT("PrefixBackupRouteAnnouncementEvent", Level.INFORMATION),
  PREFIX_WITHDRAWAL("PrefixWithdrawalEvent", Level.WARNING),
  PREFIX_BACKUP_ROUTE_WITHDRAWAL("PrefixBackupRouteWithdrawalEvent", Level.WARNING),
  PREFIX_ACTIVE_PATH("PrefixActivePath", Level.INFORMATION),
  PREFIX_BACKUP_PATH("PrefixBackupPath", Level.INFORMATION),
  PREFIX_ORIGIN_AS_CHANGE("PrefixOriginAsChangeEvent", Level.CRITICAL),
  PREFIX_BACKUP_ROUTE_ORIGIN_AS_CHANGE("PrefixBackupRouteOriginAsChangeEvent", Level.ERROR),
  PREFIX_BLACKHOLED("PrefixBlackholed", Level.INFORMATION),
  PREFIX_EXCEPTED("PrefixExcepted", Level.INFORMATION),
  SESSION_UP("SessionUp", Level.INFORMATION),
  SESSION_DOWN("SessionDown", Level.WARNING),
  END_OF_RIB("EndOfRib", Level.INFORMATION),
  ROUTE_REFRESH("RouteRefresh", Level.INFORMATION),
  CONFIG_RELOADED("ConfigReloaded", Level.INFORMATION),
  REGISTRATION_ADDED("RegistrationAdded", Level.INFORMATION),
  REGISTRATION_REMOVED("RegistrationRemoved", Level.INFORMATION),
  REGISTRATION_STATE_CHANGED("RegistrationStateChanged", Level.WARNING),
  /** The same, for the better: everything is as it should be. */
  REGISTRATION_VERIFIED("RegistrationStateChanged", Level.INFORMATION),
  DELIVERY_GAP("DeliveryGap", Level.WARNING),
  STORE_FAILED("StoreFailed", Level.ERROR),
  STORE_RECOVERED("StoreRecovered", Level.INFORMATION),
  HEARTBEAT("Heartbeat", Level.INFORMATION);

  /** How loud an event is. */
  public enum Level {
    INFORMATION("information"),
    WARNING("warning"),
    ERROR("error"),
    CRITICAL("critical");

    private final String label;

    Level(String label) {
      this.label = label;
    }

    /** As written in JSON. */
    public String label() {
      return label;
    }
  }

  private final String label;
  private final Level level;

  EventType(String label, Level level) {
    this.label = label;
    this.level = level;
  }

  /** As written in JSON. */
  public String label() {
    return label;
  }

  public Level level() {
    return level;
  }
}
