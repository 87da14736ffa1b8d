package io.allocator.query.readmodel;

import io.allocator.api.event.ProductEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Shows a projection all events of a transaction before it handles the first of them. */
final class Preparation implements MessageHandlerInterceptor<EventMessage<?>> {

    private final Projection projection;

    Preparation(Projection projection) {
        this.projection = projection;
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain)
            throws Exception {
        if (work instanceof BatchingUnitOfWork<? extends EventMessage<?>> batch && batch.isFirstMessage()) {
            projection.prepare(
                    batch.getMessages().stream().map(Message::getPayload).map(ProductEvent.class::cast).toList());
        }
        return chain.proceed();
    }
}
