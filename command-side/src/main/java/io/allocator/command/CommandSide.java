package io.allocator.command;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;

/** The write side as a part: alone in a process of its own, or beside the read side in one. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(excludeFilters = @Filter(SpringBootConfiguration.class))
public class CommandSide {}
