"""The planners: frames, settings and a day in, a plan out. Pure."""
