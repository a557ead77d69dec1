"""《前台受理工作登记表》: everything the desk accepted, to be read and never deleted."""
